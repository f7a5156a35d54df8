/** OpenAPI document. */
export class OpenApiDocument {
  /**
   * Version of OpenAPI.
   * @example 3.1.0
   */
  readonly openapi!: string;
  /** Title, version and conventions of the API. */
  readonly info!: object;
  /** Operations by path. */
  readonly paths!: object;
  /** Shared schemas, responses, headers and security schemes. */
  readonly components!: object;
}
