using System.Text.Json;
using DriftStream.Configuration;
using DriftStream.Core.Terraform;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Finds the token for a host where Terraform finds it: in <c>TF_TOKEN_…</c>, in what <c>terraform login</c> left, in Terraform's own configuration.</summary>
/// <param name="environment">The environment variables.</param>
/// <remarks>https://developer.hashicorp.com/terraform/cli/config/config-file#credentials</remarks>
internal sealed class HcpTokens(IReadOnlyDictionary<string, string> environment)
{
    private const string Prefix = "TF_TOKEN_";

    /// <summary>The token; null: there is none.</summary>
    /// <exception cref="StateSourceException">A file that should hold it cannot be read.</exception>
    public HcpToken? Find(string host) => InEnvironment(host) ?? InCredentials(host) ?? InConfiguration(host);

    /// <summary>The variable that holds the token of a host.</summary>
    public static string VariableOf(string host) => Prefix + host.Replace("-", "__", StringComparison.Ordinal).Replace('.', '_');

    // Dots and dashes may also stand as they are, where a shell allows it.
    private HcpToken? InEnvironment(string host) => environment
        .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && HcpAddress.HostOf(Host(variable.Key)) == host)
        .Select(variable => Token(variable.Value, variable.Key))
        .FirstOrDefault(token => token is not null);

    private static string Host(string variable) => variable[Prefix.Length..].Replace("__", "-", StringComparison.Ordinal).Replace('_', '.');

    private HcpToken? InCredentials(string host)
    {
        if (InHome(OperatingSystem.IsWindows() ? "terraform.d" : ".terraform.d", "credentials.tfrc.json") is not { } file || Content(file) is not { } text)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.At("credentials") is { ValueKind: JsonValueKind.Object } hosts
                ? hosts.EnumerateObject().Where(h => HcpAddress.HostOf(h.Name) == host).Select(h => Token(h.Value.Text("token"), file)).FirstOrDefault()
                : null;
        }
        catch (JsonException)
        {
            throw new StateSourceException($"Terraform's credentials in {file} are no JSON: put the file right, or run `terraform login {host}` again");
        }
    }

    private HcpToken? InConfiguration(string host) =>
        (environment.GetValueOrDefault("TF_CLI_CONFIG_FILE") is { Length: > 0 } named ? named : InHome(OperatingSystem.IsWindows() ? "terraform.rc" : ".terraformrc")) is { } file && Content(file) is { } text
            ? CliCredentials.Read(text).Where(c => HcpAddress.HostOf(c.Key) == host).Select(c => Token(c.Value, file)).FirstOrDefault()
            : null;

    private string? InHome(params string[] path) =>
        environment.GetValueOrDefault(OperatingSystem.IsWindows() ? "APPDATA" : "HOME") is { Length: > 0 } home ? Path.Combine([home, .. path]) : null;

    private static string? Content(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllText(file) : null;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new StateSourceException($"the file that may hold its token cannot be read ({closed.Message.TrimEnd('.')}): allow reading it, or give the token as Token of the entry", closed);
        }
    }

    private static HcpToken? Token(string? value, string whence) => string.IsNullOrWhiteSpace(value) ? null : new(new Secret(value), whence);
}
