/** Clauses as a claim of the normal form: canonical keys, sorted where the order says nothing. */

import { claimsOf, type GradeClaim } from '../../checks/claims.ts';
import type { Base, IsoDate } from '../../evidence/base-types.ts';
import { levelIn, strengthIn } from '../../evidence/gradings.ts';
import { resolveTreatment } from '../../model/treatments.ts';
import type * as syntax from '../../syntax/tree.ts';
import type { FileSettings } from '../../workspace/file-settings.ts';
import { treatmentOf } from './supports.ts';
import { byCode } from './tables.ts';
import type {
  SnapshotAcceptance,
  SnapshotClaim,
  SnapshotGrade,
  SnapshotTreatment,
} from './types.ts';

interface ClaimContext {
  readonly base: Base;
  readonly asOf: IsoDate;
  readonly grading: FileSettings['grading'];
}

/** A new clause of the language gets its field here, in `claimShape`, and in the comparison of claims. */
export function claimOf(clauses: readonly syntax.Clause[], context: ClaimContext): SnapshotClaim {
  const { base } = context;
  const claims = claimsOf(context, clauses);
  const citations = claims.cited.map(({ key, study, report }) => ({
    key: report?.key ?? study?.id ?? key,
    study: study?.id ?? null,
    report: report?.key ?? null,
  }));
  return {
    grade: gradeOf(claims.grade, context),
    here: gradeOf(claims.here, context),
    verb: claims.verb?.verb ?? null,
    citations: unique(citations, ({ key }) => key),
    improves: [...new Set(claims.outcomes.map(({ outcome }) => outcome))].sort(byCode),
    consensus:
      claims.consensus === null
        ? null
        : {
            agreed: claims.consensus.agreed,
            asked: claims.consensus.asked,
            percent: claims.consensus.percent,
            text: claims.consensus.text,
          },
    extrapolatedFrom:
      claims.extrapolatedFrom === null ? null : termOf(claims.extrapolatedFrom.text, base),
    dose: doseOf(clauses),
    optionally: optionalOf(clauses, base),
    because: [...claims.because],
    cautions: [...claims.cautions],
    accepts: acceptancesOf(clauses.filter((clause) => clause.kind === 'accept')),
  };
}

/** What a grade says: level and strength as the system writes them, and as written where it does not know them. */
function gradeOf(claim: GradeClaim | null, { grading }: ClaimContext): SnapshotGrade | null {
  if (claim === null) return null;
  const { grading: system, level, strength } = claim;
  if (system === null) return { system: claim.system ?? grading, level, strength };
  return {
    system: system.id,
    level: levelIn(system, level)?.code ?? level,
    strength: strength === null ? null : (strengthIn(system, strength)?.code ?? strength),
  };
}

function doseOf(clauses: readonly syntax.Clause[]): string | null {
  for (const clause of clauses) if (clause.kind === 'dose') return clause.text?.value ?? null;
  return null;
}
function optionalOf(clauses: readonly syntax.Clause[], base: Base): SnapshotTreatment[] {
  return clauses
    .flatMap((clause) => (clause.kind === 'optionally' ? [clause.regimen] : []))
    .filter(({ treatments }) => treatments.length > 0)
    .map((regimen) =>
      treatmentOf(
        base,
        resolveTreatment(base, regimen, () => {}),
      ),
    );
}

/** A tumour or treatment by its preferred name. */
const termOf = (text: string, base: Base): string =>
  base.tumour(text)?.id ?? base.treatment(text)?.id ?? text;

/** Acceptances with their reasons, in the order of their codes. */
export function acceptancesOf(accepts: readonly syntax.Accept[]): SnapshotAcceptance[] {
  return accepts
    .map(({ code, reason }) => ({
      code: code?.text.toLowerCase() ?? '',
      reason: reason?.value ?? '',
    }))
    .sort((a, b) => byCode(a.code, b.code) || byCode(a.reason, b.reason));
}

/** Each key once, in the order of the keys. */
function unique<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] {
  const byKey = new Map(values.map((value) => [keyOf(value), value]));
  return [...byKey].sort(([a], [b]) => byCode(a, b)).map(([, value]) => value);
}
