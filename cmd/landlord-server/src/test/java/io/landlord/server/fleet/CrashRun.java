package io.landlord.server.fleet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks for many tenants over two servers, each twice, while servers are killed and frozen at random moments; then counts what
 * there is, deletes all under the same conditions, and counts again.
 *
 * <p>{@code CrashRun TENANTS ROUNDS SEED}; {@code scripts/fleet-run} starts it.
 */
public final class CrashRun {
    private static final Duration CONVERGENCE = Duration.ofMinutes(8);
    /** Longer than a server may be silent before others take over its work. */
    private static final int FROZEN_SECONDS = 9;
    /** How often a server is killed or frozen while requests are sent and worked on. */
    private static final int TROUBLES = 3;

    private final Fleet fleet;
    private final Random random;
    private final PrintStream out;
    private final List<String> faults = new ArrayList<>();

    CrashRun(Fleet fleet, Random random, PrintStream out) {
        this.fleet = fleet;
        this.random = random;
        this.out = out;
    }

    /** Runs the rounds and exits with 1 when something was lost, made twice or left over. */
    public static void main(String[] arguments) throws Exception {
        int tenants = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path directory = Files.createTempDirectory("landlord-crash-run");
        System.out.println("logs are in " + directory);
        List<String> faults;
        try (Fleet fleet = Fleet.start(2, directory)) {
            faults = new CrashRun(fleet, new Random(seed), System.out).run(tenants, rounds);
        }
        faults.forEach(fault -> System.out.println("FAULT " + fault));
        System.out.println(faults.isEmpty() ? "no faults" : faults.size() + " faults");
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    /** Runs all rounds; what was wrong, in words. */
    List<String> run(int tenants, int rounds) throws InterruptedException {
        for (int round = 1; round <= rounds && faults.isEmpty(); round++) {
            int number = round;
            List<String> names = IntStream.range(0, tenants)
                    .mapToObj(index -> "r" + number + "-t" + index)
                    .toList();
            long begin = System.nanoTime();
            askTwice(names);
            awaitAll(names, "ready");
            out.printf("round %d: %d tenants ready after %.1f s%n", round, tenants, seconds(begin));
            checkMadeOnce(names);
            long middle = System.nanoTime();
            deleteAll(names);
            awaitAll(names, "deleted");
            out.printf("round %d: %d tenants deleted after %.1f s%n", round, tenants, seconds(middle));
            checkNothingLeft(names);
        }
        return faults;
    }

    private void askTwice(List<String> names) throws InterruptedException {
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(() -> fleet.api().put("/v1/tenants/" + name, "{\"plan\":\"basic\"}"));
            requests.add(() -> fleet.api().put("/v1/tenants/" + name, "{\"plan\":\"basic\"}"));
        }
        sendDuringTrouble(requests, answer -> answer.status() == 202 || answer.status() == 200);
    }

    private void deleteAll(List<String> names) throws InterruptedException {
        List<Callable<Api.Answer>> requests = new ArrayList<>();
        names.forEach(name -> requests.add(() -> fleet.api().delete("/v1/tenants/" + name)));
        sendDuringTrouble(requests, answer -> answer.status() == 202);
    }

    private void sendDuringTrouble(List<Callable<Api.Answer>> requests, Predicate<Api.Answer> accepted)
            throws InterruptedException {
        try (ExecutorService users = Executors.newFixedThreadPool(16)) {
            List<Future<Api.Answer>> answers =
                    requests.stream().map(users::submit).toList();
            for (int trouble = 0; trouble < TROUBLES; trouble++) {
                awaitWork();
                Poll.pass(Duration.ofMillis(random.nextInt(3_000)));
                trouble();
            }
            for (Future<Api.Answer> answer : answers) {
                if (!accepted.test(answer.get())) {
                    faults.add("a request was answered with " + answer.get());
                }
            }
        } catch (ExecutionException e) {
            faults.add("a request failed: " + e.getCause());
        }
    }

    /** Trouble proves nothing while the servers have nothing to do. */
    private void awaitWork() throws InterruptedException {
        boolean ignored = Poll.until(
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                () -> !fleet.api()
                        .get("/v1/operations?state=running&limit=1")
                        .body()
                        .path("items")
                        .isEmpty());
    }

    /** Kills one of the servers and starts it again, or freezes it for longer than others wait for it. */
    private void trouble() throws InterruptedException {
        ServerProcess victim =
                fleet.servers().get(random.nextInt(fleet.servers().size()));
        if (random.nextInt(3) > 0) {
            out.println("  kill -9 of " + victim.name());
            victim.kill();
            Poll.pass(Duration.ofMillis(random.nextInt(3_000)));
            victim.launch();
            victim.awaitReady();
        } else {
            out.println("  " + victim.name() + " stands still for " + FROZEN_SECONDS + " s");
            victim.freeze();
            Poll.pass(Duration.ofSeconds(FROZEN_SECONDS));
            victim.thaw();
        }
    }

    private void awaitAll(List<String> names, String state) throws InterruptedException {
        boolean reached = Poll.until(
                CONVERGENCE,
                Duration.ofMillis(500),
                () -> states(names).getOrDefault(state, List.of()).size() == names.size());
        if (!reached) {
            faults.add("not all tenants became " + state + ": " + states(names));
        }
    }

    private Map<String, List<String>> states(List<String> names) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>(fleet.api().all("/v1/tenants"));
        all.addAll(fleet.api().all("/v1/tenants?state=deleted"));
        return all.stream()
                .filter(tenant -> names.contains(tenant.path("name").asString()))
                .collect(Collectors.groupingBy(
                        tenant -> tenant.path("state").asString(),
                        Collectors.mapping(tenant -> tenant.path("name").asString(), Collectors.toList())));
    }

    private void checkMadeOnce(List<String> names) throws InterruptedException {
        List<String> expected = names.stream()
                .map(name -> "tenant_" + name.replace('-', '_'))
                .sorted()
                .toList();
        expect("databases", expected, fleet.databases());
        expect("roles", expected, fleet.roles());
        int attempts = 0;
        for (String name : names) {
            List<JsonNode> operations = fleet.api().all("/v1/operations?tenant=" + name);
            if (operations.size() != 1
                    || !operations.getFirst().path("state").asString().equals("succeeded")) {
                faults.add(name + " does not have one operation that succeeded: " + operations);
            } else {
                attempts += operations.getFirst().path("attempt").asInt();
            }
            JsonNode credentials = fleet.api()
                    .get("/v1/tenants/" + name + "/credentials")
                    .body()
                    .path("items");
            if (credentials.size() != 1 || !Fleet.logsIn(credentials.get(0))) {
                faults.add(name + " cannot log in with its one credential");
            }
        }
        out.printf(
                "  %d tenants, one operation each, %d attempts; each logs in; statements so far: %d CREATE DATABASE, %d DROP DATABASE%n",
                names.size(), attempts, fleet.statements("CREATE DATABASE"), fleet.statements("DROP DATABASE"));
    }

    private void checkNothingLeft(List<String> names) throws InterruptedException {
        expect("databases", List.of(), fleet.databases());
        expect("roles", List.of(), fleet.roles());
        for (String name : names) {
            Api.Answer credentials = fleet.api().get("/v1/tenants/" + name + "/credentials");
            if (!credentials.body().path("items").isEmpty()) {
                faults.add(name + " still has a credential");
            }
        }
        List<JsonNode> open = new ArrayList<>(fleet.api().all("/v1/operations?state=pending"));
        open.addAll(fleet.api().all("/v1/operations?state=running"));
        if (!open.isEmpty()) {
            faults.add("operations are still under way: " + open);
        }
    }

    private void expect(String what, List<String> expected, List<String> found) {
        List<String> missing =
                expected.stream().filter(name -> !found.contains(name)).toList();
        List<String> extra =
                found.stream().filter(name -> !expected.contains(name)).toList();
        if (!missing.isEmpty() || !extra.isEmpty()) {
            faults.add(what + ": missing " + missing + ", left over " + extra);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
