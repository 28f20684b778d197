/** The parts of Citation.js that this project uses; the packages carry no types of their own. */
declare module '@citation-js/core' {
  export const plugins: {
    readonly input: {
      /** One step of parsing, with the form of the input named. Throws a SyntaxError that says where. */
      data(input: string, type: '@biblatex/text'): unknown;
      /** Full parsing into CSL-JSON, with the form of the input named, so that it is never taken for an address to fetch. */
      chain(input: unknown, options: { forceType: string; generateGraph: false }): unknown;
    };
    readonly output: {
      format(name: 'bibtex' | 'biblatex' | 'ris', data: readonly unknown[]): string;
    };
  };
}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
