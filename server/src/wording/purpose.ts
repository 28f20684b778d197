/**
 * What stands under everything that leaves the program, so that no page of it is taken for advice.
 */
const audience = 'Sequitur helps authors and reviewers of guideline documents';
const limits = 'takes no patient data and gives no advice for a patient.';

/** In one sentence. */
export const purpose = `${audience}; it ${limits}`;
/** On two lines, for a terminal. */
export const purposeOnTwoLines = `${audience};\nit ${limits}`;
/** Short enough to stand under a picture. */
export const purposeInShort = `Sequitur ${limits}`;
