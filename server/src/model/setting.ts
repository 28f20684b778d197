/**
 * The setting that a history tells. After surgery, with nothing systemic given and no progression
 * or relapse, a treatment is adjuvant, unless the population says otherwise.
 */

import type { PopulationInForce, StepNode, TriggerEvent } from './bound-file.ts';
import { given, intersect, restrictedTo } from './population.ts';
import { finite } from './values.ts';

const operation = 'surgery';

/**
 * Did every path to a step end with an operation? @param predecessors indexes of `nodes`; others
 * count as no operation.
 */
export const followsOperation = (
  nodes: readonly StepNode[],
  predecessors: readonly number[],
): boolean =>
  predecessors.length > 0 &&
  predecessors.every(
    (index) => nodes[index]?.treatment.components.some(({ id }) => id === operation) === true,
  );

/** The population of a step that follows an operation and nothing systemic. */
export function adjuvant(
  population: PopulationInForce,
  trigger: readonly TriggerEvent[],
): PopulationInForce {
  const { region } = population;
  const { space } = region;
  if (trigger.includes('progression') || trigger.includes('relapse')) return population;
  let after = region;
  for (const { id, attribute } of space.axes.values()) {
    const told = attribute.afterOperation;
    if (told === undefined || told.unless.some((stated) => given(region, stated))) continue;
    after = intersect(after, restrictedTo(space, id, finite([told.value])));
  }
  return after === region ? population : { ...population, region: after };
}
