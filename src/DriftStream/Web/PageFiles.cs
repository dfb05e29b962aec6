using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace DriftStream.Web;

/// <summary>The files that pages need, carried in the program itself: there is no folder that could be missing.</summary>
internal static class PageFiles
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365);

    public static PageFile Style { get; } = Read("driftstream.css", "text/css");

    public static PageFile Module { get; } = Read("live.js", "text/javascript");

    public static PageFile Icon { get; } = Read("icon.svg", "image/svg+xml");

    public static void MapPageFiles(this IEndpointRouteBuilder endpoints)
    {
        foreach (var file in new[] { Style, Module, Icon })
        {
            endpoints.MapGet(file.Path, (HttpContext context) => Send(context, file)).ExcludeFromDescription();
        }
    }

    private static FileContentHttpResult Send(HttpContext context, PageFile file)
    {
        context.Response.Headers[HeaderNames.CacheControl] = $"public, max-age={Forever.TotalSeconds}, immutable";
        return TypedResults.Bytes(file.Content, file.ContentType);
    }

    private static PageFile Read(string name, string contentType)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream("web/" + name)
            ?? throw new InvalidOperationException($"The program was built without {name}, so its pages would be bare.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.ToArray();
        var print = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        return new($"/assets/{Path.GetFileNameWithoutExtension(name)}.{print}{Path.GetExtension(name)}", contentType, bytes);
    }
}

/// <summary>A file of the pages. Its path changes with its content, so browsers may keep it for good.</summary>
internal sealed record PageFile(string Path, string ContentType, byte[] Content);
