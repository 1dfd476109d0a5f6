import 'server-only';
import { recordAudits } from '../access/record-audit.ts';
import type { Context } from '../context.ts';

const AT_ONCE = 200;

/**
 * Writes the audit rows of steps that the watcher made (reopen-cases.ts). A step is stored with its change and names its
 * audit row once there is one, so whatever was killed in between is made up for here, and nothing is written twice.
 */
export async function auditSteps(context: Pick<Context, 'store' | 'clock' | 'auditKeys'>): Promise<void> {
  for (;;) {
    const waiting = await context.store.read
      .selectFrom('case_steps')
      .select('id')
      .where('audit_id', 'is', null)
      .limit(1)
      .execute();
    if (waiting.length === 0) return;
    await context.store.write(async (transaction) => {
      const steps = await transaction
        .selectFrom('case_steps')
        .innerJoin('entities', 'entities.id', 'case_steps.entity_id')
        .selectAll('case_steps')
        .select('entities.arn')
        .where('audit_id', 'is', null)
        .orderBy('case_steps.id')
        .limit(AT_ONCE)
        .execute();
      const ids = await recordAudits(
        transaction,
        { ...context, principal: { kind: 'watcher' }, requestId: null, clientAddress: null },
        steps.map((step) => ({
          kind: 'act',
          action: `case.${step.kind}`,
          target: step.arn,
          before: step.before_value,
          after: step.after_value,
          reason: step.note,
        })),
      );
      for (const [index, step] of steps.entries()) {
        await transaction
          .updateTable('case_steps')
          .set({ audit_id: ids[index] ?? null })
          .where('id', '=', step.id)
          .execute();
      }
    });
  }
}
