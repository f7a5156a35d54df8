import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

export const accessKey = 'tracker:access';

/** Opens the route to everyone, with or without a session. */
export const Public = (): MethodDecorator =>
  applyDecorators(SetMetadata(accessKey, 'public'), ApiExtension('x-permission', 'public'));
