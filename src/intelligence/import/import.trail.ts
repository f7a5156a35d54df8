import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'import.started': 'started an import',
    'import.file-received': 'uploaded the file of an import',
    'import.validated': 'validated the file of an import',
    'import.failed': 'uploaded an import file that could not be read',
    'import.committed': 'saved the records of an import',
    'import.interrupted': 'stopped saving the records of an import',
    'record.imported': 'imported a complaint from a file',
    'import-rows.listed': 'viewed the first rows of an import',
    'import.compared': 'was notified which rows of a file are already recorded',
  },
  records: {
    import_batches: 'import',
  },
  infinitives: {
    stopped: 'stop',
  },
});
