package io.landlord.machine.move;

import io.landlord.machine.At;
import io.landlord.machine.Branches;
import io.landlord.machine.Frame;
import io.landlord.machine.State;
import io.landlord.machine.Strand;
import io.landlord.machine.Undoable;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the tasks of one program into a state in the place of another's. Tasks are the same when their pointers are. */
final class Rebasing {
    private final Program from;
    private final Program to;
    private final Map<String, Integer> indexes = new HashMap<>();

    Rebasing(Program from, Program to) {
        this.from = from;
        this.to = to;
        for (Task task : to.tasks()) {
            indexes.put(task.pointer(), task.index());
        }
    }

    State state(State state) {
        return new State(
                state.format(),
                state.semantics(),
                to.hash(),
                state.execution(),
                state.startedAt(),
                state.now(),
                state.steps(),
                state.phase(),
                state.paused(),
                state.unfinished(),
                state.input(),
                strand(state.root()),
                state.undoable().stream().map(this::undoable).toList(),
                state.inbox(),
                state.outcome());
    }

    private Undoable undoable(Undoable done) {
        return new Undoable(task(done.task()), done.path(), done.input(), done.output());
    }

    private Strand strand(Strand strand) {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame = strand.top(); frame != null; frame = frame.parent()) {
            frames.add(frame);
        }
        @Nullable Frame top = null;
        for (Frame frame : frames.reversed()) {
            top = frame(frame, top);
        }
        return new Strand(strand.context(), top, strand.end());
    }

    private Frame frame(Frame frame, @Nullable Frame parent) {
        return switch (frame) {
            case Frame.Enter one -> new Frame.Enter(task(one.task()), one.path(), one.raw(), parent);
            case Frame.Returned one -> new Frame.Returned(at(one.at()), one.output(), one.flow(), one.failed(), parent);
            case Frame.Raised one -> new Frame.Raised(at(one.at()), one.error(), one.failed(), parent);
            case Frame.InDo one -> new Frame.InDo(at(one.at()), one.cursor(), parent);
            case Frame.InFor one ->
                new Frame.InFor(at(one.at()), one.items(), one.index(), one.carry(), one.cursor(), parent);
            case Frame.InTry one ->
                new Frame.InTry(
                        at(one.at()), one.phase(), one.failed(), one.error(), one.until(), one.cursor(), parent);
            case Frame.InFork one ->
                new Frame.InFork(
                        at(one.at()),
                        Branches.of(one.branches().stream().map(this::strand).toList()),
                        one.open(),
                        parent);
            case Frame.InCall one ->
                new Frame.InCall(
                        at(one.at()), one.arguments(), one.attempt(), one.failed(), one.until(), one.due(), parent);
            case Frame.InWait one -> new Frame.InWait(at(one.at()), one.until(), parent);
            case Frame.InRun one -> new Frame.InRun(at(one.at()), one.input(), parent);
            case Frame.InListen one ->
                new Frame.InListen(at(one.at()), one.from(), one.due(), one.heard(), one.item(), one.cursor(), parent);
            case Frame.Compensating one -> new Frame.Compensating(one.left(), one.cursor(), parent);
        };
    }

    private At at(At at) {
        return new At(task(at.task()), at.path(), at.raw(), at.input(), at.startedAt(), at.deadline());
    }

    private int task(int index) {
        Task task = from.task(index);
        Integer twin = indexes.get(task.pointer());
        if (twin == null || !to.task(twin).action().kind().equals(task.action().kind())) {
            throw new IllegalArgumentException(
                    "the execution is in the task '" + task.pointer() + "', and the other version has no such task");
        }
        return twin;
    }
}
