import type { components } from '../../generated/schema';

export type Schemas = components['schemas'];

export type ComplaintQueue = Schemas['ComplaintQueue'];
export type ComplaintState = Schemas['ComplaintState'];
export type ComplaintType = Schemas['ComplaintType'];
export type ComplaintMode = Schemas['ComplaintMode'];
export type ComplaintSource = Schemas['ComplaintSource'];
export type ComplaintAnnotation = Schemas['ComplaintAnnotation'];
export type NcmecClass = Schemas['NcmecClass'];
export type Priority = Schemas['Priority'];
export type DispositionCode = Schemas['DispositionCode'];
export type ChildAccess = Schemas['ChildAccess'];
export type IdentifierKind = Schemas['IdentifierKind'];
export type ReportedRole = Schemas['ReportedRole'];
export type MatchStrength = Schemas['MatchStrength'];
export type MatchKind = Schemas['MatchKind'];
export type Role = Schemas['Role'];
export type AccountTitle = Schemas['AccountTitle'];
export type Factor = Schemas['Factor'];
export type PostalCode = Schemas['Jurisdiction']['state'];
