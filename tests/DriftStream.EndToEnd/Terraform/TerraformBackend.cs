using DriftStream.Postgres;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.States.Http;

namespace DriftStream.EndToEnd.Terraform;

/// <summary>Where Terraform keeps its state, and how we read it there.</summary>
/// <param name="Code">The backend's block.</param>
/// <param name="State">The address for us.</param>
/// <param name="TellsWindows">Whether its lock can be seen without taking it.</param>
/// <param name="Environment">What both need to get in.</param>
internal sealed record TerraformBackend(string Code, string State, bool TellsWindows, IReadOnlyDictionary<string, string> Environment)
{
    private const string Bucket = "acme-tf";

    /// <summary>A bucket of fauxqs.</summary>
    public static async Task<TerraformBackend> InBucketAsync(Uri endpoint)
    {
        using var client = new HttpClient();
        using var made = await client.PutAsync(new Uri(endpoint, Bucket), content: null);
        made.EnsureSuccessStatusCode();
        return new(
            $$"""
            backend "s3" {
                bucket                      = "{{Bucket}}"
                key                         = "live/shop.tfstate"
                region                      = "{{LocalAwsServer.Region}}"
                use_lockfile                = true
                use_path_style              = true
                skip_credentials_validation = true
                skip_requesting_account_id  = true
                skip_metadata_api_check     = true
                skip_s3_checksum            = true
              }
            """,
            $"s3://{Bucket}/live/shop.tfstate",
            TellsWindows: true,
            new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL_S3"] = endpoint.AbsoluteUri.TrimEnd('/'),
                ["AWS_ACCESS_KEY_ID"] = LocalAwsServer.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = LocalAwsServer.Secret,
                ["AWS_REGION"] = LocalAwsServer.Region,
            });
    }

    /// <summary>A database.</summary>
    public static TerraformBackend InDatabase(string url) => new(
        $$"""
        backend "pg" {
            conn_str = "{{url}}?sslmode=disable"
          }
        """,
        $"{url}?workspace=default",
        TellsWindows: true,
        new Dictionary<string, string> { ["PGPASSWORD"] = PostgresServer.Password });

    /// <summary>A project of GitLab.</summary>
    public static TerraformBackend InGitLab(Uri address) => new(
        $$"""
        backend "http" {
            address        = "{{address}}"
            lock_address   = "{{address}}/lock"
            unlock_address = "{{address}}/lock"
            lock_method    = "POST"
            unlock_method  = "DELETE"
          }
        """,
        address.AbsoluteUri,
        TellsWindows: true,
        new Dictionary<string, string> { ["TF_HTTP_USERNAME"] = "alice", ["TF_HTTP_PASSWORD"] = FakeGitLab.Token });

    /// <summary>A server of the http backend.</summary>
    public static TerraformBackend OverHttp(Uri address) => new(
        $$"""
        backend "http" {
            address        = "{{address}}"
            lock_address   = "{{address}}"
            unlock_address = "{{address}}"
          }
        """,
        address.AbsoluteUri,
        TellsWindows: false,
        new Dictionary<string, string> { ["TF_HTTP_USERNAME"] = HttpBackendServer.User, ["TF_HTTP_PASSWORD"] = HttpBackendServer.Password });
}
