/**
 * Reads what `check --format json` printed back into results, so that parts of the work can be
 * joined.
 */

import * as z from 'zod';
import { gradingIds } from '../evidence/generated/grading-ids.ts';
import type { FileJson } from '../output/json.ts';
import type { CheckedDiagnostic, CheckedFile } from '../output/portable-results.ts';

const place = z.object({ line: z.number(), character: z.number() });
const range = z.object({ start: place, end: place });
const severity = z.enum(['error', 'warning', 'information', 'hint']);
const diagnostic = z.object({
  code: z.string(),
  severity,
  message: z.string(),
  help: z.string(),
  range,
  notes: z.array(z.object({ label: z.string(), text: z.string() })),
  related: z.array(z.object({ path: z.string(), range: range.nullable(), message: z.string() })),
  facts: z.array(z.string()),
  fixes: z.array(z.string()),
  accepted: z.string().nullable(),
  baseline: z.literal(true).optional(),
  fingerprint: z.string(),
});
const file = z.object({
  path: z.string(),
  error: z.string().optional(),
  release: z.string().nullable(),
  packs: z.array(
    z.custom<FileJson['packs'][number]>((value) => typeof value === 'object' && value !== null),
  ),
  asOf: z.string().nullable(),
  grading: z.enum(gradingIds).nullable(),
  diagnostics: z.array(diagnostic),
  transitions: z.array(
    z.custom<FileJson['transitions'][number]>(
      (value) => typeof value === 'object' && value !== null,
    ),
  ),
  preferences: z.array(
    z.custom<FileJson['preferences'][number]>(
      (value) => typeof value === 'object' && value !== null,
    ),
  ),
  summaries: z
    .array(
      z.custom<NonNullable<FileJson['summaries']>[number]>(
        (value) => typeof value === 'object' && value !== null && 'orders' in value,
      ),
    )
    .optional(),
});
const document = z.object({
  schema: z.literal('sequitur-check/1'),
  tool: z.string(),
  files: z.array(file),
  across: z.array(diagnostic.extend({ path: z.string() })).optional(),
  shard: z.object({ index: z.number(), of: z.number() }).optional(),
});

/** The JSON of `check` as it was read. */
export interface ReadCheck {
  readonly tool: string;
  readonly shard: { readonly index: number; readonly of: number } | null;
  readonly files: readonly CheckedFile[];
  /** Findings over several files, as the document holds them. */
  readonly across: readonly { readonly path: string; readonly diagnostic: CheckedDiagnostic }[];
}

/** `null` for what is no such document. Paths stay as they were printed. */
export function readCheck(value: unknown): ReadCheck | null {
  const result = document.safeParse(value);
  if (!result.success) return null;
  const { tool, shard = null, files, across = [] } = result.data;
  return {
    ...{ tool, shard },
    files: files.map(checkedFrom),
    across: across.map(({ path, ...found }) => ({ path, diagnostic: diagnosticFrom(found) })),
  };
}

function checkedFrom({
  error,
  packs,
  transitions,
  summaries,
  diagnostics,
  ...rest
}: z.infer<typeof file>): CheckedFile {
  return {
    ...rest,
    ...{ error: error ?? null, transitions, summaries: summaries ?? [] },
    packs: packs.map(({ path, notices, ...pack }) => ({
      ...{ ...pack, file: path },
      notices: notices.map(({ report, status, date, note, notice }) => ({
        ...{ report, status, note },
        ...(date === null ? {} : { date }),
        ...(notice === null ? {} : { notice }),
      })),
    })),
    diagnostics: diagnostics.map(diagnosticFrom),
    transitionCount: transitions.length,
    example: null,
  };
}

/** The text is not known, so there is no frame, and of a repair its title alone. */
function diagnosticFrom({
  baseline,
  fixes,
  ...rest
}: z.infer<typeof diagnostic>): CheckedDiagnostic {
  return {
    ...rest,
    baseline: baseline === true,
    remark: null,
    line: null,
    fixes: fixes.map((title) => ({ title, safe: false, edits: [] })),
  };
}
