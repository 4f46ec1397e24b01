package io.landlord.jq.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program over a text from one place. It neither recurses nor loops without counting: a step for every
 * instruction and for every entry of the stack that is moved, told in portions of a fixed size.
 */
final class Matcher {
    private static final int PORTION = 128;
    private static final int MAX_CALLS = 100_000;

    /** Where a called group returns to, and the registers that are the caller's own. */
    private record Frame(int returnTo, int caller, int[] locals) {}

    private final Program program;
    private final Instruction[] code;
    private final int[] text;
    private final boolean notEmpty;
    private final boolean longest;
    private final StepCounter counter;
    private final Backtracking state;
    private final int frame;
    private final int frameCount;
    private final List<Frame> frames = new ArrayList<>();
    private int[] best = {};
    private int steps;

    Matcher(Program program, int[] text, boolean notEmpty, boolean longest, StepCounter counter) {
        this.program = program;
        this.code = program.code();
        this.text = text;
        this.notEmpty = notEmpty;
        this.longest = longest;
        this.counter = counter;
        this.frame = program.registers();
        this.frameCount = frame + 1;
        this.state = new Backtracking(frame + 2);
    }

    /** The bounds of the whole and of every group of the first match at or after a place; empty if there is none. */
    int[] search(int from) {
        best = new int[0];
        for (int start = from; start <= text.length; start++) {
            run(start, from);
            if (best.length > 0 && !longest) {
                break;
            }
        }
        flush();
        return best;
    }

    private void count(int n) {
        steps += n;
        if (steps >= PORTION) {
            flush();
        }
    }

    private void flush() {
        counter.step(steps);
        steps = 0;
    }

    private void run(int start, int searchStart) {
        state.reset();
        frames.clear();
        state.set(frameCount, 0);
        state.set(0, start);
        int at = start;
        int pc = 0;
        while (true) {
            count(1);
            Instruction i = code[pc];
            boolean passed = true;
            int next = pc + 1;
            switch (i.op()) {
                case ONE -> {
                    passed = at < text.length && i.test().accepts(text[at]);
                    at++;
                }
                case POSITION -> state.set(i.a(), at);
                case RETURN_TO -> at = state.get(i.a());
                case AT -> passed = at == state.get(i.a());
                case CAPTURE -> capture(i, at);
                case ZERO -> state.set(i.a(), 0);
                case INCREMENT -> state.set(i.a(), state.get(i.a()) + 1);
                case DECREMENT -> state.set(i.a(), state.get(i.a()) - 1);
                case SPLIT -> state.choice(at, i.a());
                case JUMP -> next = i.a();
                case IF_EMPTY -> next = at == state.get(i.a()) ? i.b() : next;
                case LOOP -> next = loop(i, at, pc);
                case LAZY_LOOP -> next = lazyLoop(i, at, pc);
                case HEIGHT -> markHeight(i.a());
                case COMMIT -> commit(i.a());
                case REJECT -> {
                    reject(i.a());
                    passed = false;
                }
                case BEHIND -> {
                    passed = at >= i.b();
                    state.set(i.a(), at - i.b());
                }
                case BEHIND_TRY -> at = behind(i, at);
                case SAME -> {
                    int end = same(i, at);
                    passed = end >= 0;
                    at = end;
                }
                case UNLESS_SET -> next = firstSet(i.a()) > 0 ? next : i.b();
                case CALL -> next = call(i.a(), pc + 1);
                case RETURN -> next = leave();
                case MATCH -> {
                    passed = accept(at, start) && !longest;
                    if (passed) {
                        return;
                    }
                }
                case BEGIN_TEXT -> passed = at == 0;
                case END_TEXT -> passed = at == text.length;
                case END_TEXT_OR_LAST_NEWLINE ->
                    passed = at == text.length || at == text.length - 1 && text[at] == '\n';
                case BEGIN_LINE -> passed = at == 0 || at < text.length && text[at - 1] == '\n';
                case END_LINE -> passed = at == text.length || text[at] == '\n';
                case WORD_EDGE -> passed = wordAt(at - 1) != wordAt(at);
                case NO_WORD_EDGE -> passed = wordAt(at - 1) == wordAt(at);
                case SEARCH_START -> passed = at == searchStart;
            }
            pc = next;
            if (!passed) {
                pc = fail();
                if (pc < 0) {
                    return;
                }
                at = state.position();
            }
        }
    }

    private int fail() {
        int before = state.height();
        int next = state.fail();
        count(before - state.height());
        return next;
    }

    private boolean wordAt(int at) {
        return at >= 0 && at < text.length && CharTypes.WORD.accepts(text[at]);
    }

    private void capture(Instruction i, int at) {
        state.set(2 * i.a(), state.get(i.b()));
        state.set(2 * i.a() + 1, at);
    }

    private int loop(Instruction i, int at, int pc) {
        int round = i.c() > 0 || i.d() > 0 ? state.get(i.a()) : 0;
        if (round < i.c()) {
            return pc + 1;
        }
        if (i.d() >= 0 && round >= i.d()) {
            return i.b();
        }
        state.choice(at, i.b());
        return pc + 1;
    }

    private int lazyLoop(Instruction i, int at, int pc) {
        int round = i.c() > 0 || i.d() > 0 ? state.get(i.a()) : 0;
        if (round < i.c()) {
            return pc + 1;
        }
        if (i.d() < 0 || round < i.d()) {
            state.choice(at, pc + 1);
        }
        return i.b();
    }

    /** The register's old value has to be below the mark, so that undoing to the mark keeps the mark itself. */
    private void markHeight(int register) {
        state.set(register, state.height() + 1);
        if (state.get(register) != state.height()) {
            state.set(register, state.height());
        }
    }

    private void commit(int register) {
        int mark = state.get(register);
        count(state.height() - mark);
        state.commitTo(mark);
    }

    private void reject(int register) {
        int mark = state.get(register);
        count(state.height() - mark);
        state.undoTo(mark);
    }

    private int behind(Instruction i, int at) {
        int place = state.get(i.a());
        int origin = state.get(i.b());
        boolean further = place > 0 && (i.c() < 0 || origin - place < i.c());
        if (further) {
            state.choice(at, i.d());
        }
        return place;
    }

    private int firstSet(int list) {
        for (int group : program.groupLists().get(list)) {
            if (state.get(2 * group + 1) >= 0) {
                return group;
            }
        }
        return 0;
    }

    /** The place after what the group matched, or -1 where the text differs or the group took no part. */
    private int same(Instruction i, int at) {
        int group = firstSet(i.a());
        if (group == 0) {
            return -1;
        }
        int from = state.get(2 * group);
        int length = state.get(2 * group + 1) - from;
        if (length > text.length - at) {
            return -1;
        }
        for (int k = 0; k < length; k++) {
            count(1);
            int want = text[from + k];
            int have = text[at + k];
            boolean equal = want == have || i.b() == 1 && CharTest.fold(want) == CharTest.fold(have);
            if (!equal) {
                return -1;
            }
        }
        return at + length;
    }

    private int call(int target, int returnTo) {
        int index = state.get(frameCount);
        if (index >= MAX_CALLS) {
            throw RegexException.failure("too many subexp calls");
        }
        int first = program.firstLocal();
        int[] locals = new int[program.registers() - first];
        for (int k = 0; k < locals.length; k++) {
            locals[k] = state.get(first + k);
        }
        count(locals.length);
        while (frames.size() > index) {
            frames.removeLast();
        }
        frames.add(new Frame(returnTo, state.get(frame), locals));
        state.set(frame, index);
        state.set(frameCount, index + 1);
        return target;
    }

    private int leave() {
        Frame left = frames.get(state.get(frame));
        int first = program.firstLocal();
        for (int k = 0; k < left.locals().length; k++) {
            state.set(first + k, left.locals()[k]);
        }
        count(left.locals().length);
        state.set(frame, left.caller());
        return left.returnTo();
    }

    /** Keeps a match if it counts and is better than the one there is. */
    private boolean accept(int end, int start) {
        if (notEmpty && end == start) {
            return false;
        }
        boolean better = best.length == 0 || end - state.get(0) > best[1] - best[0];
        if (better) {
            best = new int[program.firstLocal()];
            for (int k = 0; k < best.length; k++) {
                best[k] = state.get(k);
            }
            best[1] = end;
        }
        return true;
    }
}
