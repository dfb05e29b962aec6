using System.Net;
using DriftStream.Configuration;
using Microsoft.Extensions.Options;

namespace DriftStream.Web;

/// <summary>Settings under <c>Http</c>, checked before the first connection is taken.</summary>
internal sealed class HttpOptions
{
    public const string Section = "Http";

    /// <summary>A key shorter than this can be guessed by trying.</summary>
    public const int ShortestKey = 16;

    /// <summary>Where pages and API are served. Port 0 takes any free port.</summary>
    public Uri Listen { get; set; } = new("http://127.0.0.1:5080");

    /// <summary>What programs and people must show. Without it only this machine is served.</summary>
    public Secret? ApiKey { get; set; }

    /// <summary>How others reach these pages, e.g. through a proxy; the links in alerts begin with it.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The address to bind to; null where <see cref="Listen"/> names none.</summary>
    public IPEndPoint? Endpoint() => Listen switch
    {
        { IsAbsoluteUri: false } => null,
        { Host: "localhost" } => new(IPAddress.Loopback, Listen.Port),
        _ => IPAddress.TryParse(Listen.DnsSafeHost, out var address) ? new(address, Listen.Port) : null,
    };

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<HttpOptions>
    {
        public ValidateOptionsResult Validate(string? name, HttpOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (Mistakes.InListen(options) is { } listen)
            {
                result.AddError(listen);
            }

            if (Mistakes.InPublicUrl(options) is { } publicUrl)
            {
                result.AddError(publicUrl);
            }

            if (options.ApiKey is { } key && key.Reveal().Length < ShortestKey)
            {
                result.AddError(
                    $"{Section}:ApiKey has {key.Reveal().Length} characters, fewer than {ShortestKey}: it could be found by trying. " +
                    "Make one with: openssl rand -base64 32");
            }

            return result.Build();
        }
    }

    private static class Mistakes
    {
        public static string? InListen(HttpOptions options)
        {
            if (options.Endpoint() is not { } endpoint)
            {
                return $"{Section}:Listen ({options.Listen}) is not http:// with an IP address or localhost: there is no address to listen on. " +
                    "Example: http://127.0.0.1:5080";
            }

            if (options.Listen.Scheme != Uri.UriSchemeHttp)
            {
                return $"{Section}:Listen ({options.Listen}) begins with {options.Listen.Scheme}: DriftStream speaks plain HTTP and no connection would succeed. " +
                    "Put a proxy that ends TLS in front, and its address into PublicUrl.";
            }

            return !IPAddress.IsLoopback(endpoint.Address) && options.ApiKey is null
                ? $"{Section}:Listen ({options.Listen}) can be reached from other machines and {Section}:ApiKey is missing: " +
                    "anybody there could read who changed what, and post events of their own invention. Set ApiKey, or listen on 127.0.0.1."
                : null;
        }

        public static string? InPublicUrl(HttpOptions options)
        {
            if (options.PublicUrl is not { } address)
            {
                return null;
            }

            if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            {
                return $"{Section}:PublicUrl ({address}) is not a web address: the links in alerts would lead nowhere. " +
                    "Example: https://drift.example.com";
            }

            return !address.IsLoopback && options.ApiKey is null
                ? $"{Section}:PublicUrl ({address}) makes these pages reachable for others and {Section}:ApiKey is missing: " +
                    "anybody there could read who changed what, and post events of their own invention. Set ApiKey."
                : null;
        }
    }
}
