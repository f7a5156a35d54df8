import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'process-template.written': 'wrote a template of legal process',
    'process-template.rewritten': 'rewrote a template of legal process',
    'process-text.filled': 'filled a template of legal process from the complaint',
  },
  records: {
    process_templates: 'template of legal process',
  },
  infinitives: {
    rewrote: 'rewrite',
    filled: 'fill',
  },
});
