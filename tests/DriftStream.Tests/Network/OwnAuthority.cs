using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DriftStream.Tests.Network;

/// <summary>A certification authority that no system knows.</summary>
internal sealed class OwnAuthority : IDisposable
{
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddDays(-1);
    private readonly DateTimeOffset _to = TimeProvider.System.GetUtcNow().AddDays(2);
    private readonly X509Certificate2 _own;

    public OwnAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=An authority of ours", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _own = request.CreateSelfSigned(_from, _to);
    }

    /// <summary>Its certificate, in PEM.</summary>
    public string Pem => _own.ExportCertificatePem();

    /// <summary>A certificate with its key for a server of that name.</summary>
    public X509Certificate2 Vouch(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_own, _from.AddHours(1), _to.AddHours(-1), [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => _own.Dispose();
}
