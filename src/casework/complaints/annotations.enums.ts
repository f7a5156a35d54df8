/**
 * Annotation of a complaint, beside its type: a circumstance that a provider marks on a report or on one of its files.
 * `sadistic_online_exploitation`: coercion into self-harm, violence or abuse, as by groups such as 764. `viral`: material
 * that many people pass on. `instrumental_use`: sent as a means, such as to shock or to threaten.
 */
export const complaintAnnotations = [
  'sadistic_online_exploitation',
  'sextortion',
  'generative_ai',
  'infant',
  'viral',
  'potential_meme',
  'csam_solicitation',
  'minor_to_minor_interaction',
  'possible_self_production',
  'live_streaming',
  'physical_harm',
  'violence_gore',
  'bestiality',
  'anime_drawing_virtual_hentai',
  'potential_aggravating_factors',
  'instrumental_use',
  'spam',
] as const;
export type ComplaintAnnotation = (typeof complaintAnnotations)[number];
export const complaintAnnotationLabels: Readonly<Record<ComplaintAnnotation, string>> = {
  sadistic_online_exploitation: 'sadistic online exploitation',
  sextortion: 'sextortion',
  generative_ai: 'generative AI',
  infant: 'infant',
  viral: 'viral',
  potential_meme: 'meme',
  csam_solicitation: 'solicitation of CSAM',
  minor_to_minor_interaction: 'interaction between minors',
  possible_self_production: 'possible self-production',
  live_streaming: 'live streaming',
  physical_harm: 'physical harm',
  violence_gore: 'violence or gore',
  bestiality: 'bestiality',
  anime_drawing_virtual_hentai: 'animation, drawing or virtual',
  potential_aggravating_factors: 'potential aggravating factors',
  instrumental_use: 'instrumental use',
  spam: 'spam',
};
