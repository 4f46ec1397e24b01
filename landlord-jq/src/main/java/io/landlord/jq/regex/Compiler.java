package io.landlord.jq.regex;

import io.landlord.jq.regex.Node.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a tree into instructions. The code grows with the pattern only: repetition counts are never unrolled. */
final class Compiler {
    private final List<Instruction> code = new ArrayList<>();
    private final List<int[]> groupLists = new ArrayList<>();
    private final List<int[]> calls = new ArrayList<>();
    private final List<@Nullable String> groupNames;
    private final int[] entries;
    private int registers;

    private final boolean routines;

    private Compiler(List<@Nullable String> groupNames, boolean routines) {
        this.groupNames = groupNames;
        this.routines = routines;
        this.entries = new int[groupNames.size() + 1];
        this.registers = 2 + 2 * groupNames.size();
    }

    static Program compile(Node whole, List<@Nullable String> groupNames) {
        Compiler compiler = new Compiler(groupNames, false);
        compiler.inline(whole);
        if (!compiler.calls.isEmpty()) {
            compiler = new Compiler(groupNames, true);
            compiler.program(whole);
        }
        return new Program(
                compiler.code.toArray(Instruction[]::new), compiler.registers, groupNames, compiler.groupLists);
    }

    private void inline(Node whole) {
        node(whole);
        emit(Op.MATCH, 0);
    }

    /** Every group, and the whole, is a routine that can be called from anywhere. */
    private void program(Node whole) {
        int call = emit(Op.CALL, 0);
        emit(Op.MATCH, 0);
        code.set(call, code.get(call).withA(code.size()));
        entries[0] = code.size();
        node(whole);
        emit(Op.RETURN, 0);
        for (int[] pending : calls) {
            code.set(pending[0], code.get(pending[0]).withA(entries[pending[1]]));
        }
    }

    private int emit(Op op, int a) {
        return emit(op, a, 0, 0, 0);
    }

    private int emit(Op op, int a, int b, int c, int d) {
        code.add(new Instruction(op, a, b, c, d));
        return code.size() - 1;
    }

    private void aimA(int at) {
        code.set(at, code.get(at).withA(code.size()));
    }

    private void aimB(int at) {
        code.set(at, code.get(at).withB(code.size()));
    }

    private int register() {
        return registers++;
    }

    private void node(Node node) {
        switch (node) {
            case Node.One one -> code.add(new Instruction(Op.ONE, 0, 0, 0, 0, one.test()));
            case Node.Sequence sequence -> sequence.parts().forEach(this::node);
            case Node.Choice choice -> choice(choice.branches());
            case Node.Capture capture -> capture(capture);
            case Node.Repeat repeat -> repeat(repeat);
            case Node.Atomic atomic -> atomic(atomic.body());
            case Node.Look look -> look(look);
            case Node.Assertion assertion -> emit(assertion.op(), 0);
            case Node.Keep keep -> emit(Op.POSITION, 0);
            case Node.BackReference reference ->
                emit(Op.SAME, groups(reference.to()), reference.ignoreCase() ? 1 : 0, 0, 0);
            case Node.Call call -> call(call.to());
            case Node.Condition condition -> condition(condition);
        }
    }

    private void choice(List<Node> branches) {
        List<Integer> exits = new ArrayList<>();
        for (Node branch : branches.subList(0, branches.size() - 1)) {
            int split = emit(Op.SPLIT, 0);
            node(branch);
            exits.add(emit(Op.JUMP, 0));
            aimA(split);
        }
        node(branches.getLast());
        exits.forEach(this::aimA);
    }

    private void capture(Node.Capture capture) {
        if (!routines) {
            captureBody(capture);
            return;
        }
        int call = emit(Op.CALL, 0);
        int exit = emit(Op.JUMP, 0);
        aimA(call);
        entries[capture.group()] = code.size();
        captureBody(capture);
        emit(Op.RETURN, 0);
        aimA(exit);
    }

    private void captureBody(Node.Capture capture) {
        int start = register();
        emit(Op.POSITION, start);
        node(capture.body());
        emit(Op.CAPTURE, capture.group(), start, 0, 0);
    }

    private void repeat(Node.Repeat repeat) {
        if (repeat.max() == 0) {
            int over = emit(Op.JUMP, 0);
            node(repeat.body());
            aimA(over);
            return;
        }
        boolean counted = repeat.min() > 0 || repeat.max() > 0;
        int counter = counted ? register() : 0;
        if (counted) {
            emit(Op.ZERO, counter);
        }
        boolean mayBeEmpty = Widths.of(repeat.body()).min() == 0;
        int start = mayBeEmpty ? register() : 0;
        Op op = repeat.lazy() ? Op.LAZY_LOOP : Op.LOOP;
        int head = emit(op, counter, 0, repeat.min(), repeat.max());
        if (mayBeEmpty) {
            emit(Op.POSITION, start);
        }
        node(repeat.body());
        int check = mayBeEmpty ? emit(Op.IF_EMPTY, start) : -1;
        if (counted) {
            emit(Op.INCREMENT, counter);
        }
        emit(Op.JUMP, head);
        aimB(head);
        if (check >= 0) {
            aimB(check);
        }
    }

    private void atomic(Node body) {
        int height = register();
        emit(Op.HEIGHT, height);
        node(body);
        emit(Op.COMMIT, height);
    }

    private void look(Node.Look look) {
        int height = register();
        emit(Op.HEIGHT, height);
        if (look.negative()) {
            int split = emit(Op.SPLIT, 0);
            lookBody(look);
            emit(Op.REJECT, height);
            aimA(split);
            return;
        }
        int origin = register();
        emit(Op.POSITION, origin);
        lookBody(look);
        emit(Op.COMMIT, height);
        emit(Op.RETURN_TO, origin);
    }

    private void lookBody(Node.Look look) {
        if (look.behind()) {
            behind(look.body());
        } else {
            node(look.body());
        }
    }

    /** Tries the body from each place where it could start, the nearest first; it has to end where it was asked. */
    private void behind(Node body) {
        Widths widths = Widths.of(body);
        int origin = register();
        int place = register();
        emit(Op.POSITION, origin);
        emit(Op.BEHIND, place, widths.min(), 0, 0);
        int step = code.size() + 1;
        int first = emit(Op.JUMP, 0);
        emit(Op.DECREMENT, place);
        aimA(first);
        emit(Op.BEHIND_TRY, place, origin, widths.max(), step);
        node(body);
        emit(Op.AT, origin);
    }

    private void condition(Node.Condition condition) {
        int unless = emit(Op.UNLESS_SET, groups(condition.to()));
        node(condition.then());
        int exit = emit(Op.JUMP, 0);
        aimB(unless);
        node(condition.otherwise());
        aimA(exit);
    }

    private void call(Reference to) {
        int[] groups = groupLists.get(groups(to, true));
        calls.add(new int[] {emit(Op.CALL, 0), groups[0]});
    }

    private int groups(Reference to) {
        return groups(to, false);
    }

    /** The index of the list of groups a reference means: several may have the same name, the last one first. */
    private int groups(Reference to, boolean call) {
        groupLists.add(to.name() == null ? numbered(to.number(), call) : named(to.name()));
        return groupLists.size() - 1;
    }

    private int[] numbered(int number, boolean call) {
        if (number > groupNames.size() || number < (call ? 0 : 1)) {
            throw RegexException.failure(
                    call ? "undefined group <" + number + "> reference" : "invalid backref number/name");
        }
        return new int[] {number};
    }

    private int[] named(String name) {
        List<Integer> found = new ArrayList<>();
        for (int i = groupNames.size(); i > 0; i--) {
            if (name.equals(groupNames.get(i - 1))) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw RegexException.failure("undefined name <" + name + "> reference");
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
