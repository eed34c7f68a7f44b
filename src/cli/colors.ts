/** Whether to colour what goes to a stream: on a terminal, unless `NO_COLOR` or `FORCE_COLOR` say otherwise. */
export function wantsColors(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR: none, FORCE_COLOR: force, TERM: terminal } = environment;
  if (none !== undefined && none !== "") return false;
  if (force !== undefined) return force !== "0" && force !== "false";
  return isTerminal && terminal !== "dumb";
}
