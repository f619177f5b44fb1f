namespace Farebox.Postgres.Journal;

/// <summary>The books a writer has in memory: at most so many, the least lately used dropped first. Dropping one loses nothing.</summary>
internal sealed class BookCache(int booksMax)
{
    private readonly Dictionary<long, CachedBook> _books = [];
    private long _batch;

    public int Count => _books.Count;

    public CachedBook? Find(long bookId) => _books.GetValueOrDefault(bookId);

    public void Add(CachedBook cached) => _books[cached.Book.Id] = cached;

    /// <summary>Drops the book, unless it has been loaded anew since.</summary>
    public void Drop(CachedBook cached)
    {
        if (ReferenceEquals(Find(cached.Book.Id), cached)) _books.Remove(cached.Book.Id);
    }

    public void Use(CachedBook cached) => cached.LastBatch = _batch;

    /// <summary>Makes room once per batch; books of the batch itself stay.</summary>
    public void EndBatch()
    {
        _batch++;
        if (_books.Count <= booksMax) return;

        var oldest = _books.Values.OrderBy(cached => cached.LastBatch).Take((booksMax / 10) + _books.Count - booksMax).ToList();
        foreach (var cached in oldest) _books.Remove(cached.Book.Id);
    }
}
