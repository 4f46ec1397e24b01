package io.landlord.machine;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The strands of a fork: an immutable list that is cheap to change in one place, because an event in a fork of thousands of
 * branches must not copy them all.
 */
public final class Branches extends AbstractList<Strand> implements RandomAccess {
    private static final int CHUNK = 128;

    private final Strand[][] chunks;
    private final int size;

    private Branches(Strand[][] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    /** These strands. */
    public static Branches of(List<Strand> strands) {
        int size = strands.size();
        Strand[][] chunks = new Strand[(size + CHUNK - 1) / CHUNK][];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            int from = chunk * CHUNK;
            chunks[chunk] = strands.subList(from, Math.min(size, from + CHUNK)).toArray(Strand[]::new);
        }
        return new Branches(chunks, size);
    }

    /** These strands but for one. */
    public Branches with(int index, Strand strand) {
        Strand[][] newChunks = chunks.clone();
        Strand[] newChunk = chunks[index / CHUNK].clone();
        newChunk[index % CHUNK] = strand;
        newChunks[index / CHUNK] = newChunk;
        return new Branches(newChunks, size);
    }

    @Override
    public Strand get(int index) {
        return chunks[index / CHUNK][index % CHUNK];
    }

    @Override
    public int size() {
        return size;
    }
}
