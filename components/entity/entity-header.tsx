import { parseArn } from '@/lib/domain/arn.ts';
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
    </header>
  );
}
