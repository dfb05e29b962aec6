using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DriftStream.Tests.LocalAws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Network;

/// <summary>A server on loopback whose certificate a CA of its own has signed.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(WebApplication app, string authority) => (_app, Authority) = (app, authority);

    /// <summary>The CA's certificate, in PEM.</summary>
    public string Authority { get; }

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>The paths that were asked for.</summary>
    public Observed<string> Paths { get; } = new();

    public static async Task<TlsServer> StartAsync(string name = "localhost")
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=An authority of ours", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, to) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(2));
        using var authority = request.CreateSelfSigned(from, to);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Leaf(name, authority, from, to))));
        var server = new TlsServer(builder.Build(), authority.ExportCertificatePem());
        server._app.MapFallback((HttpRequest asked) =>
        {
            server.Paths.Add(asked.Path);
            return Results.Text("ok");
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static X509Certificate2 Leaf(string name, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, from.AddHours(1), to.AddHours(-1), [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
