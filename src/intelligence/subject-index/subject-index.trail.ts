import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'index-entry.submitted': 'submitted a suspect to the shared subject index',
    'index-entry.extended': 'added identifiers to an entry of the subject index',
    'index-entry.approved': 'approved an entry of the subject index',
    'index-entry.refused': 'refused an entry of the subject index',
    'index-entry.revalidated': 'revalidated an entry of the subject index',
    'index-entry.corrected': 'corrected an entry of the subject index',
    'index-entry.purged': 'purged an entry of the subject index',
    'index-entry.expired': 'purged an entry of the subject index, because its retention period was over',
    'index-entry.disseminated': 'recorded a dissemination from the subject index',
    'index-entry.read': 'read an entry of the subject index',
    'index-entries.listed': 'listed entries of the subject index',
    'index-reviews.listed': 'listed entries of the subject index that are due for review',
    'index.queried': 'queried the subject index',
    'index-query.read': 'read a query of the subject index',
    'index-query.erased': 'erased the names of persons in queries of the subject index',
    'index-dissemination.read': 'read a dissemination from the subject index',
    'index-disseminations.listed': 'listed disseminations from the subject index',
    'index-notice.acknowledged': 'acknowledged the correction or purge of an entry of the subject index',
    'index-entry.review-called':
      'marked an entry of the subject index for review, because another case records its identifier as a victim’s',
    'index-entry.review-lifted': 'removed the mark for review of an entry of the subject index',
  },
  records: {
    subject_index_entries: 'entry of the subject index',
    subject_index_reviews: 'review of an entry of the subject index',
    subject_index_queries: 'query of the subject index',
    subject_index_disseminations: 'dissemination from the subject index',
    subject_index_notices: 'notice about an entry of the subject index',
    subject_index_identifiers: 'identifier of an entry of the subject index',
  },
  infinitives: {
    acknowledged: 'acknowledge',
    erased: 'erase',
    queried: 'query',
    refused: 'refuse',
    revalidated: 'revalidate',
  },
});
