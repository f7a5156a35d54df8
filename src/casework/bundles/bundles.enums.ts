import { kindsWithPlatform, type IdentifierKind, type ReportedRole } from '../identifiers/identifiers.enums.js';

/**
 * Kind of the value that the complaints of a bundle share. `hash`: the hash of a file. `account` and `handle`: an
 * account of a platform, by its id or its user name.
 */
export const bundleKinds = ['hash', ...kindsWithPlatform] as const satisfies readonly IdentifierKind[];
export type BundleKind = (typeof bundleKinds)[number];

/** Roles of the owner of such a value. The value of a victim, a reporter or a recipient makes no bundle. */
export const bundleRoles = ['suspect', 'unknown'] as const satisfies readonly ReportedRole[];

export const minBundleComplaints = 2;
export const maxBundles = 50;
export const maxBundleDays = 31;
/** Maximum number of untriaged complaints, the latest ones, that a proposal reads. */
export const maxUntriagedRead = 2000;
