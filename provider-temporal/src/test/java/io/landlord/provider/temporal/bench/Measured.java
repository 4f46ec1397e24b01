package io.landlord.provider.temporal.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was measured of one side: a figure for each round where many clients wait, a time for each execution one waits for. */
final class Measured {
    private final List<Double> throughputs = new ArrayList<>();
    private final List<Double> cpus = new ArrayList<>();
    private final List<Double> servers = new ArrayList<>();
    private final List<Double> crowded = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();

    void round(double perSecond, double cpuMillisEach, double serverMillisEach, List<Double> millis) {
        throughputs.add(perSecond);
        cpus.add(cpuMillisEach);
        servers.add(serverMillisEach);
        crowded.addAll(millis);
    }

    void alone(double millis) {
        alone.add(millis);
    }

    List<Double> throughputs() {
        return throughputs;
    }

    List<Double> cpus() {
        return cpus;
    }

    List<Double> servers() {
        return servers;
    }

    List<Double> crowded() {
        return crowded;
    }

    List<Double> alone() {
        return alone;
    }

    /** @param share 0.5 for the median */
    static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int place = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.clamp(place, 0, sorted.size() - 1));
    }

    /** The median of what these are samples of is between this and {@link #medianAtMost}, with 95 % confidence if they are six or more. */
    static double medianAtLeast(List<Double> samples) {
        return quantile(samples, 0.5 - halfWidth(samples));
    }

    static double medianAtMost(List<Double> samples) {
        return quantile(samples, 0.5 + halfWidth(samples));
    }

    /** How many of n samples are below the median is binomial: half of them, with a standard deviation of half the root of n. */
    private static double halfWidth(List<Double> samples) {
        return Math.min(0.5, 1.96 / 2 / Math.sqrt(samples.size()));
    }

    static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return ratios;
    }
}
