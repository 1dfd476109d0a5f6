import { EntityLabel } from '@/components/entity/entity-label.tsx';
import { parseArn } from '@/lib/domain/parse-arn.ts';
import { Time } from '@/components/ui/time.tsx';
import type { Entity } from '@/lib/domain/entity.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

/** The ARN with its meaning parts darker. Selectable as one text. */
function ArnText({ arn }: { arn: string }) {
  const parts = parseArn(arn);
  if (!parts) return <PlainText text={arn} />;
  return (
    <>
      <span className="text-soft">arn:{parts.partition}:ses:</span>
      {parts.region}
      <span className="text-soft">:</span>
      {parts.account}
      <span className="text-soft">:{parts.resourceType}/</span>
      <PlainText text={parts.resourceId} />
    </>
  );
}

export function EntityHeader({ entity }: { entity: Entity }) {
  return (
    <header>
      <h1 className="mt-2.5 text-[22px] font-[620] tracking-[-.015em] [overflow-wrap:anywhere]">
        <PlainText text={entity.name} />
      </h1>
      <p className="font-mono text-[12px] [overflow-wrap:anywhere]">
        <ArnText arn={entity.arn} />
      </p>
      <EntityLabel entity={entity} />
      {/* On a phone the top bar has no room for it, and the age of what is shown is never left out. */}
      <p className="mt-1 text-[12.5px] text-soft sm:hidden">
        read <Time at={entity.readAt} form="ago" />
      </p>
    </header>
  );
}
