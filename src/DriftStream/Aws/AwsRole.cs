using Amazon.Runtime;
using Amazon.Runtime.Credentials;

namespace DriftStream.Aws;

/// <summary>Whose credentials are used to read the past.</summary>
internal static class AwsRole
{
    private const string Session = "driftstream-replay";

    /// <summary>Those of the role, taken with the process's own, or these themselves.</summary>
    /// <param name="role">The role's ARN; null or empty: none.</param>
    /// <param name="externalId">What the role's owner asks for besides; null or empty: nothing.</param>
    public static AWSCredentials Credentials(string? role, string? externalId)
    {
        var own = DefaultAWSCredentialsIdentityResolver.GetCredentials();
        return string.IsNullOrEmpty(role)
            ? own
            : new AssumeRoleAWSCredentials(own, role, Session, new() { ExternalId = string.IsNullOrEmpty(externalId) ? null : externalId });
    }
}
