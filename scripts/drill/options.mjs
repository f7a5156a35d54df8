/** Reads the options of the drill. */

/** Options with a number: the default is the acceptance of the drill. */
const numbers = {
  'host-losses': { usual: 10, short: 0, max: 1000, about: 'losses of the leader with all its processes' },
  kills: { usual: 10, short: 1, max: 1000, about: "kills of the leader's Postgres" },
  switchovers: { usual: 5, short: 1, max: 1000, about: 'planned changes of the leader' },
  stops: { usual: 3, short: 0, max: 1000, about: 'suspensions of the leader with all its processes' },
  partitions: {
    usual: 5,
    short: 0,
    max: 1000,
    about: 'partitions that cut the leader off from etcd and the standbys (root)',
  },
  restarts: { usual: 10, short: 0, max: 1000, about: 'rolling restarts of both trackers' },
  rate: { usual: 25, short: 25, max: 200, about: 'complaints a second' },
  'restart-rate': { usual: 50, short: 50, max: 200, about: 'complaints a second during rolling restarts' },
  minutes: { usual: 60, short: 4, max: 600, about: 'time limit in minutes' },
};

export class UnknownOption extends Error {}

/** Returns the options by their names in camel case. */
export function readOptions(parameters) {
  const isShort = parameters.includes('--short');
  const logs = parameters.find((one) => /^--logs=./.test(one));
  const found = Object.fromEntries(
    Object.entries(numbers).map(([name, { usual, short }]) => [name, isShort ? short : usual]),
  );
  for (const parameter of parameters.filter((one) => one !== '--short' && one !== logs)) {
    const [, name, digits] = /^--([a-z-]+)=(\d{1,4})$/.exec(parameter) ?? [];
    if (!Object.hasOwn(numbers, name ?? '') || Number(digits) > numbers[name].max)
      throw new UnknownOption(`The drill has no option ${JSON.stringify(parameter)}.`);
    found[name] = Number(digits);
  }
  if (found.rate === 0 || found['restart-rate'] === 0 || found.minutes === 0)
    throw new UnknownOption('The rates and the minutes are at least 1.');
  const camelCase = Object.entries(found).map(([name, value]) => [toCamelCase(name), value]);
  return { ...Object.fromEntries(camelCase), logs: logs?.slice('--logs='.length) };
}

/** Returns the help, a line each. */
export function formatOptions() {
  return [
    'npm run drill -- [options]',
    '',
    'Tests the failover of the configuration in docker/ha with the programs of this machine (docs/operations/high-availability.md).',
    '',
    `  ${'--short'.padEnd(26)}one kill and one switchover`,
    `  ${'--missing'.padEnd(26)}prints the packages of missing programs, and ends`,
    `  ${'--logs=FOLDER'.padEnd(26)}where the output of the programs is kept`,
    ...Object.entries(numbers).map(
      ([name, { usual, short, about }]) =>
        `  ${`--${name}=NUMBER`.padEnd(26)}${about}: ${usual}, with --short ${short}`,
    ),
  ];
}

function toCamelCase(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}
