/** Severities of findings, gravest first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;
/** How serious a finding is. */
export type Severity = (typeof severities)[number];
