"""What two annotators or more made of the same documents: pure functions, no storage.

::

    alignment       which unit of one layer answers to which of another
    pairing         the engine under it
    agreement       how far annotators agree: all figures, and what they are reckoned from
    figures         one figure: its value, its interval, what is under it, why there is none
    matching        F1: what both found, of all that each found
    tokens          Cohen's kappa and Krippendorff's alpha on the words that anybody tagged
    unitizing       Krippendorff's alpha for where units begin and end
    links           the same for verdicts on pairs
    coefficients    the formulas: kappa, alpha
    measures        what can be reckoned for any corpus made of the documents
    bootstrap       how far a figure would move with other documents
    tables          counts for each document, as sparse matrices
    stretches       stretches as columns of numbers, and what they cover
"""
