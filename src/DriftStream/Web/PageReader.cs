using DriftStream.Web.View;
using Microsoft.Extensions.Options;

namespace DriftStream.Web;

/// <summary>Reads the ledger for one page.</summary>
internal sealed class PageReader(LiveSource source, IOptions<HttpOptions> options, Access access, TimeProvider time)
{
    private const int MostRows = 60;

    public async Task<PageView> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var newest = await source.Newest(MostRows, cancellation);
        var counts = await source.Count(cancellation);
        var health = await source.Check(cancellation);
        var address = options.Value.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";
        return PageViews.Of(new(newest, counts, health, address, access.NeedsKey, source.AccountNames), time.GetUtcNow());
    }
}
