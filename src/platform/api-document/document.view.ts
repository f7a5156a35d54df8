import { ApiProperty } from '@nestjs/swagger';

/** OpenAPI document. */
export class OpenApiDocument {
  /**
   * Version of OpenAPI.
   * @example 3.1.0
   */
  readonly openapi!: string;
  /** Title, version and conventions of the API. */
  readonly info!: object;
  /** URLs that the paths are below. */
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  readonly servers!: readonly object[];
  /** Groups of operations, with descriptions. */
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  readonly tags!: readonly object[];
  /** Operations by path. */
  readonly paths!: object;
  /** Shared schemas, responses, headers and security schemes. */
  readonly components!: object;
}
