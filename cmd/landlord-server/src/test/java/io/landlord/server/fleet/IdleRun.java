package io.landlord.server.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes many tenants of a template that does nothing, lets the server rest, and measures what resting costs and how fast the
 * tenants are listed. {@code IdleRun TENANTS SECONDS}; {@code scripts/fleet-run} starts it. Linux only: it reads {@code /proc}.
 */
public final class IdleRun {
    private static final String NOTHING =
            "{\"document\":{\"dsl\":\"1.0.3\",\"namespace\":\"bench\",\"name\":\"nothing\",\"version\":\"1.0.0\"},"
                    + "\"do\":[{\"nothing\":{\"set\":{\"done\":true}}}]}";
    private static final int CLOCK_TICKS = 100;
    private static final int LISTS = 300;

    private IdleRun() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        int tenants = Integer.parseInt(arguments[0]);
        int seconds = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("landlord-idle-run");
        Map<String, String> properties = Map.of(
                "landlord.data-directory", directory.resolve("data").toString(),
                "landlord.reconciler.concurrency", "8",
                "logging.level.io.landlord", "warn");
        try (ServerProcess server = new ServerProcess("server", directory, properties)) {
            server.launch();
            server.awaitReady();
            Api api = new Api(List.of(server.uri()));
            make(api, tenants);
            rest(server, seconds);
            list(api);
        }
    }

    private static void make(Api api, int tenants) throws InterruptedException, ExecutionException {
        require(api.put("/v1/templates/nothing", "{\"definition\":" + NOTHING + ",\"removal\":" + NOTHING + "}"), 201);
        long begin = System.nanoTime();
        try (ExecutorService users = Executors.newFixedThreadPool(8)) {
            List<Future<Api.Answer>> answers = new ArrayList<>();
            for (int index = 0; index < tenants; index++) {
                String path = "/v1/tenants/tenant-" + index;
                answers.add(users.submit(() -> api.put(path, "{\"template\":\"nothing\"}")));
            }
            for (Future<Api.Answer> answer : answers) {
                require(answer.get(), 202);
            }
        }
        System.out.printf("%d tenants asked for after %.1f s%n", tenants, (System.nanoTime() - begin) / 1e9);
        boolean ready = Poll.until(
                Duration.ofMinutes(15),
                Duration.ofSeconds(1),
                () -> api.get("/v1/operations?state=pending&limit=1")
                                .body()
                                .path("items")
                                .isEmpty()
                        && api.get("/v1/operations?state=running&limit=1")
                                .body()
                                .path("items")
                                .isEmpty());
        int count = api.all("/v1/tenants?state=ready").size();
        System.out.printf("%d ready after %.1f s%n", count, (System.nanoTime() - begin) / 1e9);
        if (!ready || count != tenants) {
            throw new IllegalStateException("not all tenants are ready");
        }
    }

    private static void rest(ServerProcess server, int seconds) throws IOException, InterruptedException {
        Poll.pass(Duration.ofSeconds(10));
        long before = ticks(server.pid());
        Poll.pass(Duration.ofSeconds(seconds));
        double busy = (double) (ticks(server.pid()) - before) / CLOCK_TICKS;
        System.out.printf(
                "at rest for %d s: %.2f %% of a core, %d MiB resident%n",
                seconds, 100 * busy / seconds, resident(server.pid()) / 1024);
    }

    private static void list(Api api) throws InterruptedException {
        long[] times = new long[LISTS];
        for (int index = 0; index < LISTS; index++) {
            long begin = System.nanoTime();
            require(api.get("/v1/tenants"), 200);
            times[index] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        System.out.printf(
                "list of tenants, %d times: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                LISTS, times[LISTS / 2] / 1e6, times[LISTS * 99 / 100] / 1e6, times[LISTS - 1] / 1e6);
    }

    private static void require(Api.Answer answer, int status) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected " + status + ", got " + answer);
        }
    }

    /** The processor time that a process has used, in clock ticks; proc(5), fields 14 and 15. */
    private static long ticks(long pid) throws IOException {
        String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
