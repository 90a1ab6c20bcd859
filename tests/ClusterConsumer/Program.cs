using MicrogradSharp;
using MicrogradSharp.Optim;
using MicrogradSharp.Orleans;

// Two silos, a CSV file and rows from code: L-BFGS, a checkpoint, Gauss–Newton, and an error with the name of its shard.
string folder = Directory.CreateTempSubdirectory().FullName;
string csv = Path.Combine(folder, "part.csv"), checkpoint = Path.Combine(folder, "run.json"), broken = Path.Combine(folder, "broken.csv");
File.WriteAllText(csv, "x,y\n0,1\n1,3\n2,5\n");
File.WriteAllText(broken, "x,y\n0,oops\n");

await using var cluster = await LocalCluster.StartAsync(2, functions => functions
    .Add("line", columns: 2, parameters: 2, (p, row) => (p[0] * row[0] + p[1] - row[1]).Pow(2))
    .Add("residual", columns: 2, parameters: 2, (p, row) => p[0] * row[0] + p[1] - row[1])
    .AddSource("code", shard => new ShardRows([3, 7, 4, 9], columns: 2)));
Shard[] shards = [Shard.Csv(csv), Shard.FromCode("code", 3, 2)];
await using (var objective = await ClusterObjective.OpenAsync(cluster.Grains, "line", shards))
{
    var result = await Minimize.LbfgsAsync(objective, new double[2], new MinimizeOptions { CheckpointPath = checkpoint });
    bool isWritten = Checkpoint.Load(checkpoint).Epochs == result.Iterations;
    Console.WriteLine($"{objective.RowCount} rows: {result.Minimizer[0]:F6} {result.Minimizer[1]:F6} {isWritten}");
}
await using (var objective = await ClusterObjective.OpenAsync(cluster.Grains, "residual", shards))
{
    var fit = await Minimize.GaussNewtonAsync(objective, new double[2]);
    Console.WriteLine($"{fit.Converged}: {fit.Minimizer[0]:F6} {fit.Minimizer[1]:F6}");
}
await using (var objective = await ClusterObjective.OpenAsync(cluster.Grains, "line", [.. shards, Shard.Csv(broken)]))
{
    try
    {
        await objective.GradientAsync(new double[2], new double[2]);
    }
    catch (ShardException e)
    {
        Console.WriteLine(Path.GetFileName(e.Shard));
    }
}
Directory.Delete(folder, recursive: true);
