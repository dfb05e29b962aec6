using System.Net.Http.Headers;
using System.Text;
using DriftStream.Configuration;

namespace DriftStream.States.Sources.Http;

/// <summary>What proves to a server who asks.</summary>
/// <param name="User">The user; null where there is none.</param>
/// <param name="Password">The password or the token; null where there is none.</param>
internal sealed record StateCredentials(string? User, Secret? Password)
{
    private string? Revealed => Password?.Reveal() is { Length: > 0 } password ? password : null;

    /// <summary>Whether there is a password or a token.</summary>
    public bool HasPassword => Revealed is not null;

    /// <summary>Those of an entry; what it does not say comes from where Terraform looks, too.</summary>
    public static StateCredentials Of(StateEntry entry, IReadOnlyDictionary<string, string> environment) => new(
        entry.Username ?? environment.GetValueOrDefault("TF_HTTP_USERNAME"),
        entry.Password ?? (environment.GetValueOrDefault("TF_HTTP_PASSWORD") is { Length: > 0 } password ? new Secret(password) : null));

    /// <summary>As Terraform shows them to any server.</summary>
    public void ShowTo(HttpRequestMessage request)
    {
        if (User is { Length: > 0 })
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Revealed}")));
        }
    }

    /// <summary>As GitLab's REST takes them: a token needs no user.</summary>
    public void ShowToGitLab(HttpRequestMessage request)
    {
        if (User is null && Revealed is { } token)
        {
            request.Headers.Add("PRIVATE-TOKEN", token);
        }

        ShowTo(request);
    }

    /// <summary>As GitLab's GraphQL takes them, which knows tokens only.</summary>
    public AuthenticationHeaderValue? ForGraph() => Revealed is { } token ? new("Bearer", token) : null;
}
