import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createAdapter, configure } from './configure.js';
import type { Config } from './platform/config/config.js';
import type { ServingUrls } from './platform/database/data-source.js';

/** Starts the application and listens. Importing this file loads the whole application. */
export async function serve(config: Config, urls: ServingUrls): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(config, urls), createAdapter(config), {
    bodyParser: false,
    abortOnError: false,
  });
  try {
    await configure(app);
    await app.listen(config.PORT, config.HOST);
    return app;
  } catch (fault) {
    await app.close();
    throw fault;
  }
}
