/** The name of the union catalogue's search index. */
export const INDEX_NAME = 'catalogue'
