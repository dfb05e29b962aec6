namespace DriftStream.Core.Terraform.Hcl;

/// <summary>How Terraform code is written down.</summary>
internal enum HclNotation
{
    /// <summary>As in <c>main.tf</c>.</summary>
    Native,

    /// <summary>As in <c>main.tf.json</c>: nothing is interpolated by the notation itself.</summary>
    Json,
}
