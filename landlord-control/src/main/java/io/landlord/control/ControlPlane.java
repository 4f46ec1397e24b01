package io.landlord.control;

import io.landlord.control.operation.Operations;
import io.landlord.control.operation.WorkQueue;
import io.landlord.control.plan.Plans;
import io.landlord.control.reconcile.Reconciler;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Templates;
import io.landlord.control.tenant.Tenants;
import io.landlord.core.workflow.WorkflowManager;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * The control plane of one server, wired: what is asked for goes in at {@link #tenants}, and the {@link #reconciler} makes it so
 * once it is started. Register a {@link io.landlord.control.reconcile.Fence} with the task handlers before that.
 *
 * @param plans the plans; the three usual ones are made when there is none
 * @param templates the templates
 * @param tenants the tenants
 * @param operations the operations
 * @param reconciler not started yet
 */
public record ControlPlane(
        Plans plans, Templates templates, Tenants tenants, Operations operations, Reconciler reconciler)
        implements AutoCloseable {

    /** A control plane over a database, which stays the caller's to close, and after this. */
    public static ControlPlane over(
            ControlDatabase database,
            WorkflowManager facade,
            ControlSettings settings,
            MeterRegistry meters,
            Clock clock) {
        WorkQueue queue = new WorkQueue(database, clock);
        Plans plans = new Plans(database, clock);
        plans.seed();
        Templates templates = new Templates(database, facade.on(settings.provider()), clock);
        Tenants tenants = new Tenants(database, plans, templates, queue, settings, clock);
        Reconciler reconciler =
                new Reconciler(database, queue, plans, templates, tenants, facade, settings, meters, clock);
        return new ControlPlane(plans, templates, tenants, new Operations(database), reconciler);
    }

    /** Stops the reconciler. */
    @Override
    public void close() {
        reconciler.close();
    }
}
