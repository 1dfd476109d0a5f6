import type { ReactNode } from 'react';
import { outlineOf, wordsOf } from '@/components/settings/schema-words.ts';
import type { DescribedOperation } from '@/lib/client/api-description.ts';

function Shape({ title, children }: { title: ReactNode; children: string }) {
  return (
    <div className="mt-3">
      <h4 className="font-[550]">{title}</h4>
      <pre className="mt-1 rounded-lg border border-line bg-panel p-3 font-mono text-[12px] leading-[1.55] [overflow-wrap:anywhere] whitespace-pre-wrap">
        {children}
      </pre>
    </div>
  );
}

function Parameters({ parameters }: Pick<DescribedOperation, 'parameters'>) {
  if (parameters.length === 0) return null;
  return (
    <dl className="mt-3 grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
      {parameters.map(({ name, required, schema }) => (
        <div key={name} className="contents">
          <dt className="font-mono text-[12.5px]">{name}</dt>
          <dd className="text-soft [overflow-wrap:anywhere]">
            {wordsOf(schema)}
            {required ? ', needed' : ''}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One method of one address: a line, and what it takes and gives below it. */
export function ApiOperationItem(props: { method: string; path: string; operation: DescribedOperation }) {
  const { method, path, operation } = props;
  const { summary, description, parameters, requestBody, responses } = operation;
  return (
    <li className="border-t border-line">
      <details>
        <summary className="flex min-h-9 cursor-pointer flex-wrap items-baseline gap-x-3 py-1.5">
          <h3 className="font-mono text-[12.5px] [overflow-wrap:anywhere]">
            <span className="inline-block w-16 font-semibold">{method.toUpperCase()}</span>
            {path}
          </h3>
          <span className="min-w-0 text-soft">{summary}</span>
        </summary>
        <div className="pb-4">
          <p className="text-soft">{description}</p>
          <Parameters parameters={parameters} />
          {Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => (
            <Shape key={type} title={`Body, ${type}${requestBody?.required === false ? ', may be left out' : ''}`}>
              {outlineOf(schema)}
            </Shape>
          ))}
          {Object.entries(responses)
            .filter(([status]) => status !== 'default')
            .map(([status, { description: words, content }]) => {
              const [[type, { schema }] = ['', { schema: null }]] = Object.entries(content ?? {});
              return (
                <Shape key={status} title={`Answer ${status}${type === '' ? '' : `, ${type}`}`}>
                  {schema === null ? words : outlineOf(schema)}
                </Shape>
              );
            })}
        </div>
      </details>
    </li>
  );
}
