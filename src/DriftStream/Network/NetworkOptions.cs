using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace DriftStream.Network;

/// <summary>Settings under <c>Network</c>. Proxies come from HTTPS_PROXY and NO_PROXY, as everywhere.</summary>
internal sealed class NetworkOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Network";

    /// <summary>A file with certificates (PEM) that are trusted besides the system's, e.g. of a proxy that looks into TLS.</summary>
    public string? ExtraCa { get; set; }

    /// <summary>What a relative path begins at. Not configurable.</summary>
    internal string Folder { get; set; } = Directory.GetCurrentDirectory();

    /// <summary>The certificates of <see cref="ExtraCa"/>; none where it is not set.</summary>
    internal X509Certificate2Collection Certificates()
    {
        var certificates = new X509Certificate2Collection();
        if (ExtraCa is { Length: > 0 } file)
        {
            certificates.ImportFromPemFile(Path.GetFullPath(file, Folder));
        }

        return certificates;
    }

    /// <summary>Says what is wrong with the file, with its key, its value and the harm.</summary>
    internal sealed class Validator : IValidateOptions<NetworkOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, NetworkOptions options) => Mistake(options) is { } mistake
            ? ValidateOptionsResult.Fail($"{Section}:ExtraCa is '{options.ExtraCa}': {mistake}")
            : ValidateOptionsResult.Success;

        private static string? Mistake(NetworkOptions options)
        {
            try
            {
                return options.ExtraCa is { Length: > 0 } && options.Certificates().Count == 0
                    ? "it holds no certificate, so nothing more would be trusted. Give a file with the CA's certificate in PEM (-----BEGIN CERTIFICATE-----)."
                    : null;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                return $"it cannot be read, so connections that need it would fail: {unreadable.Message}";
            }
            catch (CryptographicException broken)
            {
                return $"it is no certificate in PEM, so connections that need it would fail: {broken.Message}";
            }
        }
    }
}
