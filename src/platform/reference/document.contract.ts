/** An OpenAPI document. */
export class OpenApiDocument {
  /**
   * The version of OpenAPI it is written in.
   * @example 3.1.0
   */
  readonly openapi!: string;
  /** What it is about, in which version, and how this API does things. */
  readonly info!: object;
  /** Every route. */
  readonly paths!: object;
  /** What routes refer to: schemas, answers, headers, ways to sign in. */
  readonly components!: object;
}
