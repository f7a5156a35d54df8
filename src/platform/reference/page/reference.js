/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: 'api/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: 'list',
  filter: true,
  // Nothing leaves the tracker, and no token stays behind in the browser.
  validatorUrl: null,
  persistAuthorization: false,
});
