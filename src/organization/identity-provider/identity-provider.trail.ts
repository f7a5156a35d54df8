import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'session.started-by-identity-provider': 'signed in at the identity provider, with another step required',
    'identity-provider.linked': 'linked the account to an identity provider',
    'identity-provider.unlinked': 'removed the link of the account to an identity provider',
  },
  infinitives: {
    linked: 'link',
  },
});
