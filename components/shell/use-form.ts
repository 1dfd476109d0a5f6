'use client';

import { useState, useSyncExternalStore, type SubmitEvent } from 'react';
import * as z from 'zod/mini';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Problem } from '@/lib/domain/problem.ts';

type FieldErrors = Record<string, string>;

export interface Form {
  /** By field name; sentences. */
  errors: FieldErrors;
  /** What the server answered, where it is not about one field. */
  problem: Problem | null;
  busy: boolean;
  /** False until React has taken the form over: a form sent earlier would be sent by the browser itself. */
  ready: boolean;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/**
 * A form over the schema that the server parses too: nothing is sent that the server would refuse, and the words are the
 * same. Values live in the inputs alone, so a secret is in no state and gone with the form.
 * @param submit resolves when done; its form is then empty again.
 */
export function useForm<T extends z.core.$ZodType>(schema: T, submit: (input: z.output<T>) => Promise<void>): Form {
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = useSyncExternalStore(neverChanges, inBrowser, onServer);

  async function send(form: HTMLFormElement): Promise<void> {
    const parsed = z.safeParse(schema, valuesOf(form));
    const issues = parsed.error?.issues ?? [];
    show(form, Object.fromEntries(issues.toReversed().map(({ path, message }) => [path.join('.'), message])));
    setProblem(null);
    if (!parsed.success) return;
    setBusy(true);
    try {
      await submit(parsed.data);
      form.reset();
    } catch (error) {
      const answered = problemOf(error);
      const fields = answered.fields ?? [];
      show(form, Object.fromEntries(fields.map(({ field, message }) => [field, message])));
      setProblem(fields.length > 0 ? null : answered);
    } finally {
      setBusy(false);
    }
  }

  function show(form: HTMLFormElement, found: FieldErrors): void {
    setErrors(Object.fromEntries(Object.entries(found).map(([field, message]) => [field, asSentence(message)])));
    const first = [...form.elements].find((element) => element instanceof HTMLInputElement && element.name in found);
    if (first instanceof HTMLInputElement) first.focus();
  }

  return {
    errors,
    problem,
    busy,
    ready,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void send(event.currentTarget);
    },
  };
}

const neverChanges = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/** An optional field left empty is absent. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') values[name] = value;
  }
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && element.required) values[element.name] ??= '';
  }
  return values;
}

/** Our schemas say what a field takes: `takes a name` → `This takes a name.` */
function asSentence(message: string): string {
  return message.startsWith('takes ') ? `This ${message}.` : message;
}
