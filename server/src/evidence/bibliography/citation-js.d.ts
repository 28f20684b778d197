/** The parts of Citation.js that this project uses; the packages carry no types of their own. */
declare module '@citation-js/core' {
  export const plugins: {
    readonly config: { get(plugin: '@bibtex'): { readonly format: { checkLabel: boolean } } };
    readonly input: {
      /**
       * One step of parsing, with the form of the input named. Throws a SyntaxError that says
       * where.
       */
      data(input: string, type: '@biblatex/text'): unknown;
      /**
       * Full parsing into CSL-JSON, with the form of the input named, so that it is never taken for
       * an address to fetch.
       */
      chain(input: unknown, options: { forceType: string; generateGraph: false }): unknown;
    };
    readonly output: {
      format(name: 'bibtex', data: readonly unknown[]): string;
      /** Entries as tags with one value or several. */
      format(
        name: 'ris',
        data: readonly unknown[],
        options: { format: 'object'; spec: 'new' },
      ): readonly { readonly [tag: string]: unknown }[];
    };
  };
}
declare module '@citation-js/plugin-bibtex' {}
declare module '@citation-js/plugin-ris' {}
