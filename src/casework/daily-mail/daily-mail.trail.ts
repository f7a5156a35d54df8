import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: { 'daily-mail.sent': 'sent the daily mail' },
  infinitives: { sent: 'send' },
});
