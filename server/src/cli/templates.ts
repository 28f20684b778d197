/** What `sequitur init` writes. Both files check clean with the embedded base. */
export const configurationTemplate = `{
  // Settings for every .sequitur file in this directory and below. A directive in a file
  // wins over a setting here, and the command line wins over both.
  // "sequitur check --print-config FILE" shows what is in force for a file, and why.

  // See the evidence as it was public on this date. Without it: the date of the evidence base.
  // "asOf": "2026-06-30",

  // What the brackets hold: "esmo" [I, A], "grade" [high, strong], "ocebm" [2].
  "grading": "esmo",

  // "agent": a bracket grades the treatment in this population, and "here [...]" grades it in this place.
  // "position": a bracket without "here" means the place.
  "grades": "agent",

  // "draft" while writing, "publish" for a document that is about to go out: what is missing
  // or was left behind then counts.
  "profile": "draft"

  // Change how serious a finding is: "error", "warning", "information", "hint" or "off".
  // "severity": { "missing-citation": "off" },

  // Other settings for some of the files, by patterns as in .gitignore.
  // "overrides": [{ "files": "final/**", "profile": "publish" }],

  // Evidence of your own, as paths from this directory.
  // "evidence": { "packs": ["our-base.yaml"] }
}
`;

/** The first document that `init` writes. */
export const exampleTemplate = `# A first sequence. Check it with: sequitur check first.sequitur
guideline "A first draft"

population advanced_pnet {
  tumour       pancreatic-net
  grade        G1, G2
  progression  within 12 months
}

sequence after_everolimus "After everolimus" for advanced_pnet {
  everolimus                      [I, A]  @RADIANT-3
  -> cabozantinib on progression  [I, A]  here [I, A]  @CABINET  improves PFS
}
`;
