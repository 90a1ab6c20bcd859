using MicrogradSharp;
using MicrogradSharp.Nn;

namespace Moons;

/// <summary>The loss of a row, recorded once and run over all rows: its mean over the rows is the loss.</summary>
internal sealed class TapeObjective : IObjective
{
    private const int Columns = 3;
    private const int Parts = 3;

    private readonly MLP _model;
    private readonly LabelledPoints _points;
    private readonly Tape _loss;
    private readonly Tape _parts;       // of the report, which training does not need
    private readonly double[] _partsOfRows;

    public TapeObjective(MLP model, LabelledPoints points, Summation summation)
    {
        _model = model;
        _points = points;
        _partsOfRows = new double[points.Count * Parts];
        var terms = new LossTerms(model, summation);
        _loss = Tape.Record(Columns, row => Loss.Hinge(terms.Score(row[0], row[1]), row[2]) + terms.L2());
        _parts = Tape.Record(Columns, row =>
        {
            var score = terms.Score(row[0], row[1]);
            return [score, Loss.Hinge(score, row[2]), terms.L2()];
        });
    }

    public Evaluation Evaluate() => Read(_loss.Mean(_points.Table.Rows));

    public Evaluation EvaluateWithGradients()
    {
        _model.ZeroGrad();
        return Read(_loss.Backward(_points.Table.Rows));
    }

    private Evaluation Read(double loss)
    {
        _parts.Evaluate(_points.Table.Rows, _partsOfRows);
        int correct = 0;
        double hinges = 0, l2 = _partsOfRows[2];    // the same for every row
        for (int row = 0; row < _points.Count; row++)
        {
            if (_points.IsCorrect(row, _partsOfRows[Parts * row])) correct++;
            hinges += _partsOfRows[Parts * row + 1];
        }
        return new Evaluation(loss, hinges / _points.Count, l2, (double)correct / _points.Count);
    }
}
