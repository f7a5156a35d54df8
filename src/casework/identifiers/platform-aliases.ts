/** Legal forms at the end of a company's name, which providers state in their reports: `Instagram, Inc.`, `Snap Inc.`, `X Corp`. */
const legalForm = /(?:,? (?:inc|incorporated|llc|ltd|limited|corp|corporation|pte|gmbh|plc)\.?)+$/;

/**
 * Other names of a platform, in lower case. A company that owns several platforms is a name of none: the same handle at Facebook and
 * Instagram, or at Google and YouTube, may be two people.
 */
const platformAliases: Readonly<Record<string, readonly string[]>> = {
  discord: ['discord.com', 'discordapp', 'discordapp.com'],
  facebook: ['facebook.com', 'fb'],
  google: ['google.com'],
  instagram: ['instagram.com', 'insta', 'ig'],
  kik: ['kik interactive', 'kik messenger', 'kik.com'],
  meetme: ['meetme.com', 'meet me'],
  meta: ['meta platforms'],
  omegle: ['omegle.com'],
  reddit: ['reddit.com'],
  roblox: ['roblox.com'],
  snapchat: ['snap', 'snapchat.com'],
  telegram: ['telegram messenger', 'telegram.org'],
  tiktok: ['tiktok.com', 'tik tok'],
  twitch: ['twitch interactive', 'twitch.tv'],
  whatsapp: ['whatsapp messenger', 'whatsapp.com', 'whats app'],
  x: [
    'x.com',
    'twitter',
    'twitter.com',
    'x (twitter)',
    'x (formerly twitter)',
    'x formerly twitter',
    'twitter (x)',
    'x/twitter',
    'twitter/x',
    'x / twitter',
    'twitter / x',
  ],
  youtube: ['youtube.com', 'you tube'],
};

const nameByAlias = new Map(
  Object.entries(platformAliases).flatMap(([name, aliases]) => aliases.map((alias) => [alias, name] as const)),
);

/** Returns the name of a platform by which handles are compared: without a legal form, and one for all its aliases. */
export function namePlatform(lowerCaseName: string): string {
  const name = lowerCaseName.replace(legalForm, '');
  return nameByAlias.get(name) ?? name;
}
